#pragma once

#include "workflow/completion/completion.h"

#include <QAbstractListModel>
#include <QFrame>

class QLabel;
class QListView;

namespace slipway::code_editor {

/// What may be written, as rows.
class CandidateModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    enum Role { DetailRole = Qt::UserRole + 1, KindRole, DocumentationRole };

    void set(std::vector<workflow::Candidate> candidates);
    const workflow::Candidate *at(int row) const;
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<workflow::Candidate> m_candidates;
};

/// The list of what may be written, with a line of documentation beside it. Takes no keyboard: who types goes on
/// typing in the text, whose keys choose here.
class CompletionPopup final : public QFrame
{
    Q_OBJECT

public:
    explicit CompletionPopup(QWidget &anchor);

    /// Opens below `cursor` (in the anchor's coordinates), above where there is no room; nothing to show closes.
    void offer(std::vector<workflow::Candidate> candidates, const QRect &cursor);
    const workflow::Candidate *current() const;
    void move(int rows);
    int count() const;

Q_SIGNALS:
    void chosen();
    void currentChanged(const QString &label);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showDocumentation();
    void place(const QRect &cursor);

    QWidget &m_anchor;
    CandidateModel *m_model = nullptr;
    QListView *m_list = nullptr;
    QLabel *m_documentation = nullptr;
};

} // namespace slipway::code_editor
