/// The dialect of mycpaas (https://docs.mycpaas.io/sms/send) and of the API whose shape it has,
/// Twilio's 2010-04-01 with its messaging services (as its OpenAPI description has them).
///
/// One set of handlers, two surfaces: `/2010-04-01` speaks as Twilio's official libraries expect,
/// `/api/laml/2010-04-01` as the pages of mycpaas do. It never decides whether a message may be
/// sent, and never stores, retries or bills. What the pages leave open is listed as our choice in
/// `docs/reference/mycpaas.md`. Start at `MycpaasRoutes`, then `MessageRequests`, `MycpaasMapping`
/// and `Code`.
@NullMarked
package io.carillon.front.mycpaas;

import org.jspecify.annotations.NullMarked;
