/**
 * The API shapes of OpenAI: chat completions, completions, responses, models.
 * The thread of the request ({@code http-n}).
 * Knows engines only through the ports; imports no native code and no window.
 */
@NullMarked
package dev.warmpath.app.http.openai;

import org.jspecify.annotations.NullMarked;
