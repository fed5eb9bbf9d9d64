"""The steps that the verbs of each app share. There is no verb here: each app asks its own permission."""
