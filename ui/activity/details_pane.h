#pragma once

#include "base/clock.h"
#include "operations/operation.h"

#include <QMap>
#include <QUrl>
#include <QWidget>

#include <optional>

class QBoxLayout;
class QCheckBox;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;
class QTreeWidget;
class QVBoxLayout;

namespace slipway::widgets {
class StatusChip;
}

namespace slipway::activity_page {

/// One operation: what it is and how it went, what may be done about it, its steps with their evidence.
class DetailsPane final : public QWidget
{
    Q_OBJECT

public:
    explicit DetailsPane(std::shared_ptr<base::Clock> clock, QWidget *parent = nullptr);

    /// Nothing: none is chosen.
    void setOperation(const std::optional<operations::Operation> &operation);
    QWidget *focusTarget() const;
    /// With a button that closes it, where it lies over the rest.
    void setClosable(bool isClosable);

Q_SIGNALS:
    void remedyRequested(const QString &id, slipway::operations::Remedy remedy);
    void abortRequested(const QString &id);
    void openRequested(const QUrl &page);
    void releaseRequested(const QString &releaseId);
    void closeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void makeHead(QHBoxLayout &row);
    QLabel *addLabel(QBoxLayout &column);
    void makeButtons(QVBoxLayout &column);
    void makeSteps(QVBoxLayout &column);
    void show();
    void showWords();
    void showButtons();
    bool mayAbort() const;

    std::shared_ptr<base::Clock> m_clock;
    std::optional<operations::Operation> m_operation;
    QLabel *m_title;
    QToolButton *m_close;
    widgets::StatusChip *m_state;
    QLabel *m_who;
    QLabel *m_next;
    QLabel *m_facts;
    QMap<operations::Remedy, QPushButton *> m_remedies;
    QPushButton *m_abort;
    QPushButton *m_release;
    QCheckBox *m_calls;
    QTreeWidget *m_steps;
};

} // namespace slipway::activity_page
