package io.carillon.bench.load;

import java.io.IOException;
import java.util.List;

/// Several that watch a load, told one after the other.
public record Watches(List<Generator.Watch> all) implements Generator.Watch {
  public Watches {
    all = List.copyOf(all);
  }

  @Override
  public void begins(ProcessHandle load) throws IOException, InterruptedException {
    for (var each : all) {
      each.begins(load);
    }
  }

  @Override
  public void goesOn(ProcessHandle load) throws IOException, InterruptedException {
    for (var each : all) {
      each.goesOn(load);
    }
  }

  @Override
  public void ends(ProcessHandle load) throws IOException, InterruptedException {
    for (var each : all) {
      each.ends(load);
    }
  }
}
