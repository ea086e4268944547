package io.carillon.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// One row of the report: what it shows of a run, and how runs are summed up.
///
/// @param key name among the medians of the JSON file
/// @param label in the table
/// @param decimals printed
/// @param sum of the runs: their median or the worst
/// @param value of one run
record Row<T>(String key, String label, int decimals, Sum sum, ToDoubleFunction<T> value) {
  enum Sum {
    MEDIAN,
    WORST
  }

  static <T> Row<T> median(String key, String label, int decimals, ToDoubleFunction<T> value) {
    return new Row<>(key, label, decimals, Sum.MEDIAN, value);
  }

  /// For counts that should be 0.
  static <T> Row<T> worst(String key, String label, ToDoubleFunction<T> value) {
    return new Row<>(key, label, 0, Sum.WORST, value);
  }

  /// Of at least one run.
  double summed(List<T> runs) {
    var values = runs.stream().mapToDouble(value).toArray();
    Arrays.sort(values);
    var middle = values.length / 2;
    return switch (sum) {
      case WORST -> values[values.length - 1];
      case MEDIAN ->
          values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    };
  }

  /// A value as it is printed; what was not measured is a dash.
  String shown(double number) {
    return Double.isNaN(number) ? "–" : ("%,." + decimals + "f").formatted(number);
  }
}
