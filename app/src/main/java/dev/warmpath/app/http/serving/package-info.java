/**
 * What every API shape does alike: which model a client asks for, how its request reaches the
 * engine, how its answers are read, and what failures become.
 * The thread of the request ({@code http-n}).
 * Knows engines only through the ports; imports no shape, no native code and no window.
 */
@NullMarked
package dev.warmpath.app.http.serving;

import org.jspecify.annotations.NullMarked;
