#pragma once

#include "inspector/fields/draft.h"

#include <QObject>
#include <QTimer>

class QCompleter;
class QLineEdit;
class QStandardItemModel;

namespace slipway::inspector {

/// Completes what is typed into a line by what may stand at its place in the document: while an expression is typed,
/// and by Ctrl+Space anywhere.
class ExpressionAid final : public QObject
{
    Q_OBJECT

public:
    ExpressionAid(Desk &desk, QLineEdit &line, std::function<yaml::Path()> path);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void offer();
    void insert(int row);

    Desk &m_desk;
    QLineEdit &m_line;
    std::function<yaml::Path()> m_path;
    std::vector<Draft::Completion> m_offered;
    QStandardItemModel *m_model = nullptr;
    QCompleter *m_completer = nullptr;
    QTimer m_soon;
};

} // namespace slipway::inspector
