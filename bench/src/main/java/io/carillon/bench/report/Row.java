package io.carillon.bench.report;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// One row of the report: what it shows of a run, and how runs are summed up.
///
/// @param key name among the medians of the JSON file
/// @param label in the table
/// @param decimals printed
/// @param sum of the runs: their median or the worst
/// @param optional whether it is left out where no run has it
/// @param value of one run; not a number where it has none
record Row<T>(
    String key, String label, int decimals, Sum sum, boolean optional, ToDoubleFunction<T> value) {
  enum Sum {
    MEDIAN,
    WORST
  }

  static <T> Row<T> median(String key, String label, int decimals, ToDoubleFunction<T> value) {
    return new Row<>(key, label, decimals, Sum.MEDIAN, false, value);
  }

  /// For counts that should be 0.
  static <T> Row<T> worst(String key, String label, ToDoubleFunction<T> value) {
    return new Row<>(key, label, 0, Sum.WORST, false, value);
  }

  /// The same row, which is left out where there is nothing to show.
  Row<T> ifAny() {
    return new Row<>(key, label, decimals, sum, true, value);
  }

  /// Whether some run has it.
  boolean isIn(List<T> runs) {
    return !optional || runs.stream().anyMatch(run -> !Double.isNaN(value.applyAsDouble(run)));
  }

  /// Of at least one run; of those that have it.
  double summed(List<T> runs) {
    var values = runs.stream().mapToDouble(value).filter(known -> !Double.isNaN(known)).toArray();
    if (values.length == 0) {
      return Double.NaN;
    }
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
