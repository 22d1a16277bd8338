"""Invitations: links by which somebody takes up roles."""
