#pragma once

#include "logs/line.h"
#include "theme/tokens.h"

#include <QTextCharFormat>

namespace slipway::log_view {

/// A log's colour as the theme shows it, on `on`: its own sixteen are tokens, any other is darkened or lightened until
/// it can be read (4.5:1).
QColor shownColour(const logs::InkColour &colour, const theme::Tokens &tokens, const QColor &on,
                   const QColor &otherwise);

/// How a stretch in `ink` is written over `surface`, where plain text has `text`'s colour.
QTextCharFormat format(const logs::Ink &ink, const theme::Tokens &tokens, const QColor &surface, const QColor &text);

/// The colour of a line's words by its kind.
QColor textColour(logs::LineKind kind, const theme::Tokens &tokens);
/// The bar beside a problem; invalid for other lines.
QColor markColour(logs::LineKind kind, const theme::Tokens &tokens);

} // namespace slipway::log_view
