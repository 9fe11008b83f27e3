/**
 * What the HTTP path costs on top of the engine.
 * Its own client thread against a real endpoint on this computer.
 * Imports the endpoint; nothing imports it but the benchmarks and tests.
 */
@NullMarked
package dev.warmpath.app.http.bench;

import org.jspecify.annotations.NullMarked;
