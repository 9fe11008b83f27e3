package dev.warmpath.ui.ports;

import dev.warmpath.lens.Lens;
import dev.warmpath.lens.LensCatalog;
import java.io.IOException;

/** The user's own lenses (port). Both methods block on the disk: call them on a worker. */
public interface LensStore {
  /** Keeps nothing: for pictures and tests. */
  LensStore NONE =
      new LensStore() {
        @Override
        public LensCatalog load() {
          return LensCatalog.bundled();
        }

        @Override
        public void store(Lens lens) {
          // A picture changes no file.
        }
      };

  /** The lenses that come along, with the user's own in their place. */
  LensCatalog load();

  /** Keeps a lens for the next start, in place of the one with its id. */
  void store(Lens lens) throws IOException;
}
