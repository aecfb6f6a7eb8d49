"""Who works here and what they may see: staff, org tree, roles, scopes, audit."""
