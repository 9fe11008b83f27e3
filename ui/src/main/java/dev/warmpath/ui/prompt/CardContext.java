package dev.warmpath.ui.prompt;

import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.prompt.edit.EditorLook;

/**
 * What a card needs of the view it stands in.
 *
 * @param find opens the find bar
 */
record CardContext(ScrollColumn column, FrameClock clock, EditorLook look, Runnable find) {}
