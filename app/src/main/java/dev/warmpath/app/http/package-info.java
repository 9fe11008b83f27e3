/**
 * The OpenAI-compatible endpoint on this computer: routes, access, start and stop.
 * Started and stopped from any thread; requests run on virtual threads named {@code http-n}.
 * Imports no native code and no window toolkit; the window reaches it through its port.
 */
@NullMarked
package dev.warmpath.app.http;

import org.jspecify.annotations.NullMarked;
