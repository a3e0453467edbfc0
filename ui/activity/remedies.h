#pragma once

#include "activity_page/reason_sheet.h"
#include "operations/runner.h"

#include <QObject>
#include <QPointer>

#include <functional>

namespace slipway::activity_page {

/// What a person does about an operation: asked where it needs asking, then done by the runner.
class Remedies final : public QObject
{
    Q_OBJECT

public:
    /// `page` is what sheets lie over; it outlives this object.
    Remedies(QPointer<operations::Runner> runner, std::function<QString()> person, QWidget &page);

    void apply(const QString &id, operations::Remedy remedy);
    void askToAbort(const QString &id);

Q_SIGNALS:
    void failed(const QString &words);

private:
    using Done = QCoro::Task<base::Done>;

    void ask(const QString &id, ReasonSheet::Act act);
    Done carryOut(const QString &id, ReasonSheet::Act act, const QString &reason);
    static Done takeOver(QPointer<operations::Runner> runner, QString id, QString person, QString reason);
    static QCoro::Task<void> follow(Done done, QPointer<Remedies> self, QPointer<ReasonSheet> sheet);

    QPointer<operations::Runner> m_runner;
    std::function<QString()> m_person;
    QWidget &m_page;
};

} // namespace slipway::activity_page
