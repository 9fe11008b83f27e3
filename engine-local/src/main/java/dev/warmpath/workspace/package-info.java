/**
 * Workspaces: the prompt a person edits, how it is saved and how it becomes a chat request.
 * Immutable values, pure functions and file reading; any thread but the engine's.
 * Imports {@code token} and JSON; knows nothing of engines or windows.
 */
@NullMarked
package dev.warmpath.workspace;

import org.jspecify.annotations.NullMarked;
