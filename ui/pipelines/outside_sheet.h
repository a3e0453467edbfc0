#pragma once

#include "desk/desk.h"
#include "widgets/sheet.h"

class QButtonGroup;

namespace slipway::pipelines_page {

class DiffView;

/// Another program changed, or removed, a file that is open: what now. Nothing is taken or overwritten before the
/// person chose.
class OutsideSheet final : public widgets::Sheet
{
    Q_OBJECT

public:
    /// `file` may be null, when it was closed meanwhile.
    OutsideSheet(const desk::OutsideChange &change, const editing::OpenFile *file, QWidget *over);

Q_SIGNALS:
    void resolved(slipway::desk::Desk::Resolution resolution);

private:
    void addChoice(desk::Desk::Resolution resolution, const QString &words, const QString &does);
    void showChoice();

    desk::OutsideChange m_change;
    QByteArray m_mine;
    QButtonGroup *m_choices;
    DiffView *m_diff;
};

} // namespace slipway::pipelines_page
