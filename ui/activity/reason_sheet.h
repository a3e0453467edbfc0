#pragma once

#include "operations/operation.h"
#include "widgets/sheet.h"

class QLabel;
class QLineEdit;

namespace slipway::activity_page {

/// Asks before an operation is taken back, left as it is, taken over or aborted: says what that does and what it cannot
/// take back, and wants a reason; on production also the app's name, where the plan did.
class ReasonSheet final : public widgets::Sheet
{
    Q_OBJECT

public:
    enum class Act { Compensate, Close, TakeOver, Abort };
    Q_ENUM(Act)

    ReasonSheet(const operations::Operation &operation, Act act, QWidget *over);

    QString reason() const;

private:
    QLabel *addParagraph(const QString &words);
    void addSection(const QString &heading, const QStringList &lines);
    void addFields(const operations::Operation &operation);
    void check();

    QString m_toType;
    QLineEdit *m_reason = nullptr;
    QLineEdit *m_typed = nullptr;
};

} // namespace slipway::activity_page
