"""Pure rules of planning and follow-up: frozen values, standard library only, the clock given as an argument."""
