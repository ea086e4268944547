package io.carillon.front.smpp;

import io.carillon.front.arranged.EsmeBind;
import io.carillon.model.port.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Who is bound now. An ESME that has no bind left is forgotten.
public final class Binds {
  private final Clock clock;
  private final ConcurrentHashMap<String, Line> lines = new ConcurrentHashMap<>();

  /// Nobody yet.
  public Binds(Clock clock) {
    this.clock = clock;
  }

  /// The binds of one ESME, and its pace over all of them.
  private static final class Line {
    private final List<Bound> binds = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final Bucket bucket;

    Line(Clock clock) {
      bucket = new Bucket(clock);
    }
  }

  /// Takes a bind in; answers the pace that it keeps with the others.
  Bucket add(Bound bound) {
    var line =
        lines.compute(
            bound.systemId(),
            (_, known) -> {
              var home = known == null ? new Line(clock) : known;
              home.binds.add(bound);
              return home;
            });
    return line.bucket;
  }

  void remove(Bound bound) {
    lines.computeIfPresent(
        bound.systemId(),
        (_, line) -> {
          line.binds.remove(bound);
          return line.binds.isEmpty() ? null : line;
        });
  }

  int count(String systemId) {
    var line = lines.get(systemId);
    return line == null ? 0 : line.binds.size();
  }

  /// The binds of an ESME that can be delivered to, beginning with another one each time.
  List<Bound> receivers(String systemId) {
    var line = lines.get(systemId);
    if (line == null) {
      return List.of();
    }
    var able = line.binds.stream().filter(Bound::receives).toList();
    if (able.size() < 2) {
      return able;
    }
    int from = Math.floorMod(line.turn.getAndIncrement(), able.size());
    var turned = new ArrayList<>(able.subList(from, able.size()));
    turned.addAll(able.subList(0, from));
    return turned;
  }

  List<Bound> all() {
    return lines.values().stream().flatMap(line -> line.binds.stream()).toList();
  }

  /// How each bind stands, the oldest first.
  public List<EsmeBind> shown() {
    return all().stream()
        .map(Bound::shown)
        .sorted(Comparator.comparing(EsmeBind::since).thenComparing(EsmeBind::address))
        .toList();
  }
}
