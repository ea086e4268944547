package io.carillon.model.port;

import io.carillon.model.AccountId;
import io.carillon.model.Id;
import io.carillon.model.MessageId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which messages have which words, for accounts that chose it. Words are kept as tokens only,
/// under a key of the account: who reads the store's files sees which messages have a word in
/// common and how often a word comes, within one account, and not the word.
///
/// What is kept of a message goes in the transaction in which the message is redacted, rewritten,
/// erased or leaves the tables; all of an account is found no more from the transaction on that
/// destroys the keys of its bodies. One thread calls all but [#find].
public interface WordIndex {
  /// How many messages one call takes or answers at most.
  int ROWS_MAX = 500;

  /// How far each account has come whose words are kept, or are being dropped; at most
  /// [#ACCOUNTS_MAX].
  List<Standing> standings();

  /// How far one account has come; empty where its words are neither kept nor being dropped.
  Optional<Standing> standing(AccountId account);

  /// For how many accounts words are kept at most.
  int ACCOUNTS_MAX = 10_000;

  /// Begins to keep words of an account, of no messages at first; nothing happens where they are
  /// kept.
  ///
  /// @param edge where following begins; what is below is filled in later
  void begin(AccountId account, Id edge) throws InterruptedException;

  /// Keeps the words of some messages, and how far the account has come then, in one transaction. A
  /// message that changed since it was read is left out and answered by [#again]; one that is gone
  /// is left out.
  ///
  /// @param some at most [#ROWS_MAX]
  /// @param behind how far behind the newest the account is
  /// @return for how long to put nothing, so that who sends does not feel it; empty where the
  ///   account's words are kept no more, and nothing was done
  Optional<Duration> put(Standing after, List<Worded> some, Duration behind)
      throws InterruptedException;

  /// Messages of an account whose words are to be kept once more, since what they say was changed.
  List<MessageId> again(AccountId account, int limit);

  /// Drops a bounded number of rows of an account, whose words are found no more from then on.
  ///
  /// @return for how long to drop nothing; empty where nothing is left
  Optional<Duration> drop(AccountId account) throws InterruptedException;

  /// The messages of an account that have all these words, the newest first; none where its words
  /// are not kept.
  ///
  /// @param words as they were given to [#put]; at least one
  /// @param below where to begin; empty = at the newest
  /// @param limit how many, at most [#ROWS_MAX]
  Found find(AccountId account, Set<String> words, Optional<Id> below, int limit);

  /// How far the words of an account are kept: all messages from `since` until before `until`.
  ///
  /// @param isFilled whether nothing older is to be filled in
  /// @param isKept whether they are kept, and not being dropped
  record Standing(AccountId account, Id since, Id until, boolean isFilled, boolean isKept) {}

  /// A message with its words.
  ///
  /// @param rev of the message when it was read
  record Worded(MessageId message, int rev, Set<String> words) {
    public Worded {
      words = Set.copyOf(words);
    }
  }

  /// Messages that were found.
  ///
  /// @param below where to go on; empty where there are no more. A page may hold fewer than asked
  ///   for, or none, and go on
  record Found(List<MessageId> messages, Optional<Id> below) {
    /// Nothing, and no more.
    public static final Found NONE = new Found(List.of(), Optional.empty());

    public Found {
      messages = List.copyOf(messages);
    }
  }
}
