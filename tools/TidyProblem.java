import module java.base;

/// One untidy place and what to do about it.
record TidyProblem(String path, int line, String advice) implements Comparable<TidyProblem> {
  private static final Comparator<TidyProblem> ORDER =
      Comparator.comparing(TidyProblem::path)
          .thenComparing(TidyProblem::line)
          .thenComparing(TidyProblem::advice);

  @Override
  public int compareTo(TidyProblem other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return path + ":" + line + ": " + advice;
  }
}
