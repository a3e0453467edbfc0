#pragma once

#include "theme/tokens.h"

#include <QObject>

namespace slipway::theme {

/// Keeps the application's palette, style and font as the person and the desktop want them. One a program, made
/// after the QApplication; whatever draws finds its colours by `tokens(palette())` and needs no pointer to this.
class Theme final : public QObject
{
    Q_OBJECT

public:
    enum class Setting { System, Light, Dark };
    Q_ENUM(Setting)

    explicit Theme(QObject *parent = nullptr);

    Setting setting() const { return m_setting; }
    /// Applies at once, to all windows.
    void setSetting(Setting setting);

    /// The tokens in force.
    Tokens tokens() const;

    bool isMotionReduced() const { return m_reducedMotion; }
    /// Nothing moves: durations become 0 for those who ask `motion`.
    void setMotionReduced(bool reduced);
    /// `milliseconds`, or 0 when motion is reduced by the setting or by the desktop.
    int motion(int milliseconds) const;

Q_SIGNALS:
    void settingChanged(slipway::theme::Theme::Setting setting);
    void motionReducedChanged(bool reduced);

private:
    void apply();

    Setting m_setting = Setting::System;
    bool m_reducedMotion = false;
    bool m_applying = false;
};

/// For the settings file: "system", "light", "dark"; anything else is System.
QString settingName(Theme::Setting setting);
Theme::Setting settingFromName(const QString &name);

} // namespace slipway::theme
