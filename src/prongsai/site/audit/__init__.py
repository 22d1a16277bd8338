"""The log of every act of a signed-in user."""
