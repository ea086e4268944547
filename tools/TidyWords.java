import module java.base;

/// What may not be called, imported or named, and what to do instead.
final class TidyWords {
  private TidyWords() {}

  /// Not in `engine` and `model`: there time, chance and threads come from ports, so that the
  /// simulation can own them. A call, a `new`, or the name of a type.
  static final Map<String, String> LOGIC =
      table(
          """
          Instant.now              -> ask the Clock
          Clock.systemUTC          -> take model.port.Clock as an argument
          System.nanoTime          -> ask the Clock for ticks
          System.currentTimeMillis -> ask the Clock
          System.getenv            -> take a setting as an argument
          System.getProperty       -> take a setting as an argument
          Thread.sleep             -> wait for a due time or at a Gate
          Thread.ofVirtual         -> start it with Tasks
          Thread.ofPlatform        -> start it with Tasks
          Thread.startVirtualThread -> start it with Tasks
          Math.random              -> take a seeded source as an argument
          UUID.randomUUID          -> ask Ids
          new Thread               -> start it with Tasks
          new Random               -> take a seeded source as an argument
          new SecureRandom         -> take a source as an argument
          Semaphore                -> use a Gate, or count
          CountDownLatch           -> use a Gate
          CyclicBarrier            -> use a Gate
          Phaser                   -> use a Gate
          Condition                -> use a Gate
          LockSupport              -> use a Gate
          BlockingQueue            -> use a bounded queue and Tasks
          LinkedBlockingQueue      -> use a bounded queue and Tasks
          ArrayBlockingQueue       -> use a bounded queue and Tasks
          BlockingDeque            -> use a bounded queue and Tasks
          LinkedBlockingDeque      -> use a bounded queue and Tasks
          DelayQueue               -> use a due time in the lane
          CompletableFuture        -> block, or hand the answer to a handler
          ExecutorService          -> start it with Tasks
          Executors                -> start it with Tasks
          ScheduledExecutorService -> use Tasks.later
          Timer                    -> use Tasks.later
          ThreadLocalRandom        -> take a seeded source as an argument
          """);

  /// Methods of the JDK that wait for a time when their last argument is a unit of time.
  static final Set<String> TIMED =
      Set.of("await", "poll", "offer", "get", "tryAcquire", "tryLock", "awaitTermination");

  static final Pattern TIME_UNIT =
      Pattern.compile("(TimeUnit\\.)?((NANO|MICRO|MILLI)?SECONDS|MINUTES|HOURS|DAYS)");

  /// Methods that stop comparing at the first difference, and so tell how far a guess was right.
  static final Set<String> COMPARES =
      Set.of("equals", "equalsIgnoreCase", "contentEquals", "compareTo", "deepEquals");

  /// What holds or returns a secret, by its name.
  static final Pattern SECRET_NAME =
      Pattern.compile("reveal|(?i).*(password|secret|token|signature|passphrase|hmac)");

  /// A constant: what is compared with one is no secret.
  static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9_]*");

  static final Pattern TYPE_NAME =
      Pattern.compile("(Abstract|Default)[A-Z].*|.*(Manager|Service|Helper|Utils?|Impl|Base)");

  static final Pattern ACCESSOR_NAME = Pattern.compile("[gs]et[A-Z].*");

  /// What nobody may catch and do nothing about.
  static final Set<String> BROAD = Set.of("Exception", "RuntimeException", "Throwable", "Error");

  private static Map<String, String> table(String rows) {
    return rows.lines()
        .map(row -> row.split(" *-> ", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }
}
