/// The description of every dialect in OpenAPI 3.1: one file each by hand, merged and served, with
/// a page to try them.
///
/// It knows documents, not dialects: what a file says is held to the running server by tests alone
/// (`docs/internals/openapi.md`). Start at `OpenApiRoutes`, then `Descriptions`.
@NullMarked
package io.carillon.front.openapi;

import org.jspecify.annotations.NullMarked;
