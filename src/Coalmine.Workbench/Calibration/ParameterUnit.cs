namespace Coalmine.Workbench.Calibration;

/// <summary>How a fitted parameter is written.</summary>
public enum ParameterUnit
{
    /// <summary>A bare number.</summary>
    Number,

    /// <summary>Requests a second.</summary>
    Rate,

    /// <summary>A share, as per cent.</summary>
    Share,

    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>A time of day, in seconds.</summary>
    TimeOfDay,
}
