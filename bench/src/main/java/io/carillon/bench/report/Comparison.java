package io.carillon.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Us beside others: ratios of medians, to the best of the others by what they completed.
///
/// @param ours what our server did
/// @param others the same of the others, each set in another way
/// @param trouble why they may not be compared; empty where they may
public record Comparison(Ran<Figures> ours, List<Ran<Figures>> others, String trouble) {
  private static final String JUDGE = "completedPerSecond";

  /// What is compared, by the keys of the rows: more is better, but for the last one.
  private static final List<String> COMPARED =
      List.of("acceptedPerSecond", "submittedPerSecond", JUDGE, "serverCpuMicros");

  public Comparison {
    others = List.copyOf(others);
  }

  boolean isComparable() {
    return trouble.isEmpty();
  }

  Ran<Figures> best() {
    return others.stream()
        .max((one, other) -> Double.compare(median(one, JUDGE), median(other, JUDGE)))
        .orElseThrow();
  }

  /// Ours divided by theirs, by the keys of the rows.
  Map<String, Double> ratios() {
    var ratios = new LinkedHashMap<String, Double>();
    for (var key : COMPARED) {
      var theirs = median(best(), key);
      if (theirs > 0) {
        ratios.put(key, median(ours, key) / theirs);
      }
    }
    return ratios;
  }

  /// Each run's figure that counts, and the ratios.
  String text() {
    var text = new StringBuilder();
    var all = new ArrayList<Ran<Figures>>(List.of(ours));
    all.addAll(others);
    for (var one : all) {
      var runs =
          one.runs().stream().map(run -> "%,.0f".formatted(run.perSecond().completed())).toList();
      text.append("%ncompleted / s, %s: %s".formatted(one.name(), String.join(", ", runs)));
    }
    text.append("\n\n");
    if (!isComparable()) {
      return text.append("not comparable: ").append(trouble).append('\n').toString();
    }
    for (var ratio : ratios().entrySet()) {
      text.append(
          "%s: %s is %.2f times %s%n"
              .formatted(label(ratio.getKey()), ours.name(), ratio.getValue(), best().name()));
    }
    return text.toString();
  }

  private static String label(String key) {
    return row(key).label();
  }

  private static double median(Ran<Figures> one, String key) {
    return row(key).summed(one.runs());
  }

  private static Row<Figures> row(String key) {
    return Rows.OF_RUN.stream().filter(row -> row.key().equals(key)).findFirst().orElseThrow();
  }
}
