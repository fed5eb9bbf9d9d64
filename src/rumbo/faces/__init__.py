"""Where people and machines meet the system: web, portal, api, cli over the kit they share."""
