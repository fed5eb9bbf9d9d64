"""The translator between paper and plan, both ways: one declaration per known document."""
