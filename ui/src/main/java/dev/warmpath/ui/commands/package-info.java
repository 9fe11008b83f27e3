/**
 * Everything a user can do, as one list of values: menus, the palette and the key sheet are made
 * from it.
 * FX thread.
 * Imports JavaFX; knows nothing of prompts, models or caches.
 */
@NullMarked
package dev.warmpath.ui.commands;

import org.jspecify.annotations.NullMarked;

