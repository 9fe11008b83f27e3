/**
 * What Warmpath fetches over the network, and only when the user asks for it: model files.
 * Blocking calls on a worker thread.
 * Imports OkHttp; knows nothing of engines or windows.
 */
@NullMarked
package dev.warmpath.app.connect;

import org.jspecify.annotations.NullMarked;
