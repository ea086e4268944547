package io.carillon.engine.conversation;

import io.carillon.engine.change.Change;
import io.carillon.engine.change.Consequence;
import io.carillon.engine.comply.Policy;
import io.carillon.model.AccountId;
import io.carillon.model.Commit.Write;
import io.carillon.model.Directory;
import io.carillon.model.Message;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Makes a new message part of its conversation, in its own commit, where its account wants that.
///
/// What people write is rare and always counts, unless the account wants no conversations; what is
/// written to them counts where the account pays for it with a row more ([ConversationPolicy]).
/// What only plays with the sandbox and what failed as it was accepted are no part of any.
public final class Threading implements Consequence {
  /// The rank of messages that have ended without reaching anybody.
  private static final int ENDED = 50;

  private final Supplier<Directory> directory;
  private final Policy<ConversationPolicy> policy;
  private final Threads threads;

  /// @param directory the small tables as they are now; must answer at once
  public Threading(
      Supplier<Directory> directory, Policy<ConversationPolicy> policy, Threads threads) {
    this.directory = directory;
    this.policy = policy;
    this.threads = threads;
  }

  @Override
  public Change follow(Change change) {
    return change.before().isEmpty() && isPart(change.after())
        ? change.with(new Write.Threaded(threads.line(change.after())))
        : change;
  }

  /// What puts labels on the conversation of a new message, in the message's own commit: those of
  /// them that the account allows. Empty where it allows none, and where the message is no part of
  /// a conversation.
  public Optional<Write.Threaded> labelled(Message fresh, Set<String> labels) {
    var fit = allowed(fresh.account(), labels);
    return fit.isEmpty() || !isPart(fresh)
        ? Optional.empty()
        : Optional.of(new Write.Threaded(threads.line(fresh).with(fit)));
  }

  /// Those labels that conversations of an account may bear now.
  public Set<String> allowed(AccountId account, Set<String> labels) {
    var set = policy.of(directory.get(), account);
    return labels.stream().filter(set::allows).collect(Collectors.toUnmodifiableSet());
  }

  private boolean isPart(Message fresh) {
    boolean wanted =
        policy.of(directory.get(), fresh.account()).begin().takes(fresh.parties().direction());
    return wanted && fresh.origin().place().live() && fresh.status().rank() != ENDED;
  }
}
