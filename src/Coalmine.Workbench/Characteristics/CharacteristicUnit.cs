namespace Coalmine.Workbench.Characteristics;

/// <summary>The unit of a characteristic.</summary>
public enum CharacteristicUnit
{
    /// <summary>A share of rollouts, from 0 to 1.</summary>
    Share,

    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>Requests.</summary>
    Requests,

    /// <summary>Distinct users.</summary>
    Users,

    /// <summary>Bad answers.</summary>
    Answers,

    /// <summary>Looks.</summary>
    Looks,

    /// <summary>Times a week.</summary>
    TimesAWeek,
}
