package dev.warmpath.ui.workbench;

import dev.warmpath.ui.document.Notices.Subject;
import dev.warmpath.ui.document.Notices;
import dev.warmpath.ui.models.LoadState;
import dev.warmpath.ui.models.ModelsViewModel;
import org.jspecify.annotations.Nullable;

/** What loading a model says in banners. FX thread. */
final class LoadNotices {
  private final ModelsViewModel models;
  private final Notices notices;

  LoadNotices(ModelsViewModel models, Notices notices) {
    this.models = models;
    this.notices = notices;
  }

  /** Another file was asked for, and was none that could be loaded. */
  void refused(LoadState.@Nullable Failed why) {
    if (why == null) {
      notices.clear(Subject.MODEL);
      return;
    }
    notices.show(
        Notices.Kind.ERROR, Subject.MODEL, why.message() + " The model in use stays loaded.",
        new Notices.Choice("Choose another…", models::browse));
  }

  void tell(LoadState now) {
    switch (now) {
      case LoadState.Failed failed ->
          notices.show(
              Notices.Kind.ERROR, Subject.MODEL, failed.message(),
              new Notices.Choice("Try again", models::reload),
              new Notices.Choice("Choose another…", models::browse));
      case LoadState.Ready ready -> {
        notices.clear(Subject.MODEL);
        String warning = ready.model().warning();
        if (!warning.isEmpty()) {
          notices.show(Notices.Kind.WARNING, Subject.TEMPLATE, warning);
        }
      }
      case LoadState.Loading loading -> {
        notices.clear(Subject.MODEL);
        notices.clear(Subject.TEMPLATE);
      }
      case LoadState.None none -> notices.clear(Subject.TEMPLATE);
    }
  }
}
