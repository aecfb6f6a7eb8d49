"""What an app may ask, and what the corp answers; `server` knows every module here."""
