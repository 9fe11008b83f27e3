/**
 * Puts the parts together: which engine runs a model, which template renders for it, what this
 * computer offers: devices, models, a display.
 * Blocking calls on the caller's thread; what they return says its own.
 * The only package that knows {@code llama}.
 */
@NullMarked
package dev.warmpath.app.wiring;

import org.jspecify.annotations.NullMarked;
