/**
 * What a client asked for: messages for the template, sampling, tools, the answer's form. Each API
 * shape is read into the same values.
 * Pure; any thread.
 * Imports no network.
 */
@NullMarked
package dev.warmpath.app.http.chat;

import org.jspecify.annotations.NullMarked;
