/**
 * One prompt on two models: a second model beside the first, with its own tree, counts and answer.
 * FX thread; tokens and forecasts of the second model are made on the work pool.
 * Imports the prompt's and the models' view models and the tree; knows no engine but its port.
 */
@NullMarked
package dev.warmpath.ui.pair;

import org.jspecify.annotations.NullMarked;
