package dev.warmpath.ui;

import dev.warmpath.engine.Engine;
import dev.warmpath.template.ChatTemplate;

/**
 * A model ready for prompts.
 *
 * @param engine runs it
 * @param template renders requests for it
 * @param warning shown with the model while it is open, for instance that its template could not be
 *     used; empty when all is well
 */
public record LoadedModel(Engine engine, ChatTemplate template, String warning) {}
