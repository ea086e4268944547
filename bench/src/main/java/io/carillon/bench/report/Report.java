package io.carillon.bench.report;

import io.carillon.bench.rig.Json;
import io.carillon.bench.rig.Machine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a bench found.
///
/// @param text as it is printed
/// @param json the same for programs, with each run whole
public record Report(String text, String json) {
  /// What was asked for, and where it was measured.
  ///
  /// @param settings by name; `what` says it in a sentence
  public record Head(Map<String, Object> settings, Machine machine) {
    String text() {
      return settings.get("what") + "\n" + machine.sentence() + "\n\n";
    }

    Map<String, Object> json() {
      var all = new LinkedHashMap<String, Object>();
      all.put("settings", settings);
      all.put("machine", machine);
      return all;
    }
  }

  /// Of one scenario: a column of medians and one for each run.
  public static Report of(Head head, List<Figures> runs) {
    var table = new Table<>(Rows.OF_RUN, runs);
    return new Report(
        head.text()
            + table.text()
            + processes(List.of(new Ran<>("server", runs)))
            + PartTable.text(runs)
            + QueryTable.text(runs),
        json(head, table.sums(), runs));
  }

  /// Of starts only.
  public static Report ofStarts(Head head, List<StartFigures> runs) {
    var table = new Table<>(Rows.OF_START, runs);
    return new Report(head.text() + table.text(), json(head, table.sums(), runs));
  }

  /// Of one scenario in several ways: a column each.
  public static Report ofColumns(Head head, List<Ran<Figures>> all) {
    return new Report(
        head.text() + Columns.text(all) + details(all, QueryTable::text), json(head, all));
  }

  /// Of many scenarios: a line each, and the parts of those that have some.
  public static Report ofLines(Head head, List<Ran<Figures>> all) {
    return new Report(
        head.text()
            + Lines.text(all)
            + details(all, PartTable::text)
            + details(all, QueryTable::text),
        json(head, all));
  }

  /// A further table of each that has one.
  private static String details(List<Ran<Figures>> all, Function<List<Figures>, String> table) {
    var text = new StringBuilder();
    for (var one : all) {
      var own = table.apply(one.runs());
      if (!own.isEmpty()) {
        text.append("\n").append(one.name()).append(":").append(own);
      }
    }
    return text.toString();
  }

  /// Of us beside others: a column each, and ratios.
  public static Report ofComparison(Head head, Comparison comparison) {
    var all = new ArrayList<Ran<Figures>>(List.of(comparison.ours()));
    all.addAll(comparison.others());
    var judged = new LinkedHashMap<String, Object>();
    judged.put("comparable", comparison.isComparable());
    judged.put("trouble", comparison.trouble());
    judged.put("with", comparison.best().name());
    judged.put("ratios", comparison.isComparable() ? comparison.ratios() : Map.of());
    var file = file(head, all);
    file.put("comparison", judged);
    return new Report(
        head.text() + Columns.text(all) + processes(all) + comparison.text(), Json.pretty(file));
  }

  /// The CPU of each process of a server that has several.
  private static String processes(List<Ran<Figures>> all) {
    var text = new StringBuilder();
    for (var one : all) {
      var last = one.runs().getLast().cpu().processes();
      if (!last.isEmpty()) {
        var each =
            new TreeMap<>(last)
                .entrySet().stream()
                    .map(part -> "%s %.0f %%".formatted(part.getKey(), part.getValue()))
                    .collect(Collectors.joining(", "));
        text.append("%nCPU in the last run, %s: %s".formatted(one.name(), each));
      }
    }
    return text.append(text.isEmpty() ? "" : "\n").toString();
  }

  private static <T> String json(Head head, Map<String, Double> medians, List<T> runs) {
    var all = head.json();
    all.put("medians", medians);
    all.put("runs", runs);
    return Json.pretty(all);
  }

  private static String json(Head head, List<Ran<Figures>> all) {
    return Json.pretty(file(head, all));
  }

  private static Map<String, Object> file(Head head, List<Ran<Figures>> all) {
    var file = head.json();
    file.put(
        "trials",
        all.stream()
            .map(one -> {
              var trial = new LinkedHashMap<String, Object>();
              trial.put("name", one.name());
              trial.put("medians", new Table<>(Rows.OF_RUN, one.runs()).sums());
              trial.put("runs", one.runs());
              return trial;
            })
            .toList());
    return file;
  }
}
