#pragma once

#include <QComboBox>

#include <functional>

namespace slipway::inspector {

/// A combo box that leaves the wheel to the pane it is in, may be narrow, and asks for its list when it is needed.
class ChoiceBox final : public QComboBox
{
    Q_OBJECT

public:
    explicit ChoiceBox(QWidget *parent = nullptr);

    /// Of an editable one: the texts of its list.
    void setSource(std::function<QStringList()> source) { m_source = std::move(source); }
    void showPopup() override;

protected:
    void wheelEvent(QWheelEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void fill();

    std::function<QStringList()> m_source;
};

} // namespace slipway::inspector
