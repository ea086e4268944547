package io.carillon.engine.comply.content;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/// How well the spam model does on texts that it was not trained on: five-fold cross-validation.
///
/// The texts are shuffled by the seed, and each fold is every fifth of them; five models are
/// trained on the other four fifths, each together with the texts of today outside its fold.
final class SpamMeasure {
  private static final int FOLDS = 5;

  /// From here on the model says that it is spam.
  private static final double EVEN = 0.5;

  /// Above it the product refuses what is promotional.
  private static final double BLOCKED = 0.99;

  private final int[] texts = new int[2]; // of ham, of spam
  private final int[] called = new int[2]; // of these, called spam
  private final int[] blocked = new int[2];

  private SpamMeasure() {}

  /// What was found with the shipped form of the weights and with that before, on the corpus; and
  /// with the shipped form on the texts of today.
  record Found(SpamMeasure shipped, SpamMeasure exact, SpamMeasure today) {}

  static Found crossValidation(
      List<SpamTraining.Sample> corpus, List<SpamTraining.Sample> today, long seed) {
    var shuffled = shuffled(corpus, seed);
    var shuffledToday = shuffled(today, seed);
    var found = new Found(new SpamMeasure(), new SpamMeasure(), new SpamMeasure());
    for (int fold = 0; fold < FOLDS; fold++) {
      var training = SpamTraining.of(others(shuffled, shuffledToday, fold), seed);
      var model = training.model();
      ToDoubleFunction<SpamTraining.Sample> judge =
          sample -> model.read(sample.text()).probability();
      found.shipped().add(shuffled, fold, judge);
      found.exact().add(shuffled, fold, training::probability);
      found.today().add(shuffledToday, fold, judge);
    }
    return found;
  }

  private static List<SpamTraining.Sample> shuffled(List<SpamTraining.Sample> samples, long seed) {
    var shuffled = new ArrayList<>(samples);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }

  private static List<SpamTraining.Sample> others(
      List<SpamTraining.Sample> corpus, List<SpamTraining.Sample> today, int fold) {
    var others = new ArrayList<SpamTraining.Sample>();
    for (var samples : List.of(corpus, today)) {
      for (int i = 0; i < samples.size(); i++) {
        if (i % FOLDS != fold) {
          others.add(samples.get(i));
        }
      }
    }
    return others;
  }

  private void add(
      List<SpamTraining.Sample> samples, int fold, ToDoubleFunction<SpamTraining.Sample> judge) {
    for (int i = fold; i < samples.size(); i += FOLDS) {
      int kind = samples.get(i).spam() ? 1 : 0;
      double probability = judge.applyAsDouble(samples.get(i));
      texts[kind]++;
      called[kind] += probability >= EVEN ? 1 : 0;
      blocked[kind] += probability > BLOCKED ? 1 : 0;
    }
  }

  double accuracy() {
    return (double) (texts[0] - called[0] + called[1]) / (texts[0] + texts[1]);
  }

  int hamBlocked() {
    return blocked[0];
  }

  int spamBlocked() {
    return blocked[1];
  }

  /// A row of the table in the documents.
  String row(String what) {
    return String.format(
        Locale.ROOT,
        "| %s | %,d ham, %,d spam | %.2f %% | %.2f %% | %.2f %% | %d (%.3f %%) | %d (%.1f %%) |",
        what,
        texts[0],
        texts[1],
        100 * accuracy(),
        100.0 * called[1] / texts[1],
        100.0 * called[1] / (called[0] + called[1]),
        blocked[0],
        100.0 * blocked[0] / texts[0],
        blocked[1],
        100.0 * blocked[1] / texts[1]);
  }
}
