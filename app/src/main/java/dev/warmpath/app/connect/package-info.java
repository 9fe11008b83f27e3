/**
 * What Warmpath fetches over the network, and only when the user asks for it: model files.
 * Blocking calls on a worker thread.
 * Imports OkHttp and the window's port for it; knows nothing of engines or scenes.
 */
@NullMarked
package dev.warmpath.app.connect;

import org.jspecify.annotations.NullMarked;
