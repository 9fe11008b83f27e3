package dev.warmpath.ui.workbench;

import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.LatestTask;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.models.ModelsViewModel;
import dev.warmpath.ui.pair.PairViewModel;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.tree.PrefixTreeViewModel;

/** Puts the second model together: its own feed, selection and tree. */
final class SecondModel {
  private SecondModel() {}

  static PairViewModel of(WorkbenchViewModel workbench) {
    Ports ports = workbench.ports();
    EngineFeed feed = new EngineFeed();
    Selection selection = new Selection();
    PrefixTreeViewModel tree =
        new PrefixTreeViewModel(
            feed, selection, ports.clock(), new CacheCommands(workbench, feed, selection),
            new LatestTask<>(ports.work(), ports.fx()));
    ModelsViewModel loading =
        new ModelsViewModel(
            ports, feed, workbench.models().catalog(), ModelsViewModel.Role.SECOND);
    return new PairViewModel(
        ports,
        new PairViewModel.Halves(
            new PairViewModel.Half(workbench.feed(), workbench.models()),
            new PairViewModel.Half(feed, loading)),
        workbench.prompt(), tree);
  }
}
