package io.carillon.testkit;

/// All that a store keeps, port by port. A store's test implements this once for each database.
public interface StoreContract
    extends CommitsContract,
        GuardsContract,
        MessagesContract,
        WorkContract,
        HistoryContract,
        NoticesContract,
        FragmentsContract,
        PrintsContract,
        HalvesContract,
        TracesContract,
        AccountsContract,
        AccountEventsContract,
        AllowancesContract,
        LedgerContract,
        LedgerFoldingContract,
        UsagesContract,
        SpendingsContract,
        TouchesContract,
        ConversationsContract,
        WordsContract,
        RefusalsContract,
        ConsentsContract,
        NetworksContract,
        AuditsContract,
        ShreddingContract,
        SigningsContract,
        EventsContract,
        HappeningsContract,
        AttemptsContract,
        ReplaysContract,
        SealedContract {
  @Override
  Ports ports();
}
