package io.carillon.engine.comply;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Direction;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Message.Parties;
import io.carillon.model.Purpose;
import io.carillon.model.Resource;
import io.carillon.testkit.Samples;
import java.util.List;
import java.util.Map;

/// Messages that checks are asked about.
public final class Cases {
  private Cases() {}

  /// One that says this, to a number of the United States.
  public static Case saying(String text, Purpose purpose, Directory directory) {
    return asked(new Content.Text(text), purpose, "+14155551234", "US", directory);
  }

  /// One to this number.
  public static Case to(String number, String country, Purpose purpose, Directory directory) {
    return asked(new Content.Text("Your code is 123456"), purpose, number, country, directory);
  }

  private static Case asked(
      Content content, Purpose purpose, String to, String country, Directory directory) {
    return new Case(
        new Parties(
            Samples.ACCOUNT,
            Direction.OUTBOUND,
            Channel.SMS,
            Address.phone("+14155556789"),
            Address.phone(to)),
        country,
        content,
        new Case.Use(purpose, true),
        directory,
        Samples.START);
  }

  /// The account has set these words of a policy.
  public static Directory having(Policy<?> policy, Map<String, String> words) {
    return having(Samples.ACCOUNT, policy, words);
  }

  private static Directory having(AccountId account, Policy<?> policy, Map<String, String> words) {
    if (!policy.problems(words).isEmpty()) {
      throw new IllegalArgumentException(policy.problems(words).toString());
    }
    var set =
        new Resource(
            new Id(1, 2),
            account,
            Resource.Kind.SETTINGS,
            policy.resource(),
            words,
            Samples.START,
            Samples.START);
    return new Directory(1, List.of(Samples.account()), List.of(), List.of(), List.of(set));
  }
}
