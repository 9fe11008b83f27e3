/**
 * The workspace being worked on as a document: opened, edited, saved, imported, recovered; and what
 * the window has to tell or to ask.
 * View models on the FX thread; reading and writing happens on the ports' worker.
 * Imports properties and ports; no scene, no stage, no threads of its own.
 */
@NullMarked
package dev.warmpath.ui.document;

import org.jspecify.annotations.NullMarked;

