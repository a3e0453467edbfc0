#pragma once

#include <QStringList>
#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace slipway::run_pages {

/// The filters that are set, each a chip that takes it away, and one button for all. Hidden while none is set.
class FilterChips final : public QWidget
{
    Q_OBJECT

public:
    explicit FilterChips(QWidget *parent = nullptr);

    /// A chip for each that is not empty; `removed` names its place in the list.
    void setFilters(const QStringList &filters);

Q_SIGNALS:
    void removed(int place);
    void cleared();

private:
    QStringList m_filters;
    QList<QPushButton *> m_chips;
    QVBoxLayout *m_column = nullptr;
    QPushButton *m_clear = nullptr;
};

} // namespace slipway::run_pages
