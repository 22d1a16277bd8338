"""The public page of an agency: what it shows to everybody, once that was proposed and approved."""
