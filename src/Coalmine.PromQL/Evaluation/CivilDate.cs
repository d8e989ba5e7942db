namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// The date in UTC of seconds since 1970, proleptic Gregorian for any year; fractions of a second are cut off. Values that are no moment give NaN.
/// Days to dates: a year is taken to start in March, so that the leap day is its last (the usual reckoning over 400-year eras).
/// </summary>
internal readonly record struct CivilDate(double Year, double Month, double Day, double DayOfYear, double DaysInMonth)
{
    private const double DaySeconds = 86_400;
    private const long EraDays = 146_097;

    /// <summary>Days from the first of March of the year 0 to 1970.</summary>
    private const long EpochShift = 719_468;

    /// <summary>Beyond this the days of an era do not fit a long with room to spare.</summary>
    private const double Limit = 1e17;

    private static readonly int[] MonthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    public static CivilDate Of(double seconds)
    {
        if (!(Math.Abs(seconds) < Limit))
            return new CivilDate(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        long days = (long)Days(seconds) + EpochShift;
        long era = Math.DivRem(days, EraDays, out long inEra);
        if (inEra < 0)
        {
            inEra += EraDays;
            era--;
        }

        long yearOfEra = (inEra - (inEra / 1_460) + (inEra / 36_524) - (inEra / 146_096)) / 365;
        long dayFromMarch = inEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        long monthFromMarch = ((5 * dayFromMarch) + 2) / 153;
        long day = dayFromMarch - (((153 * monthFromMarch) + 2) / 5) + 1;
        int month = (int)(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9);
        long year = (era * 400) + yearOfEra + (month <= 2 ? 1 : 0);
        int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 1 : 0;
        int before = DaysBefore(month) + (month > 2 ? leap : 0);
        return new CivilDate(year, month, day, before + day, MonthDays[month - 1] + (month == 2 ? leap : 0));
    }

    public static double Minute(double seconds) => Math.Floor(InDay(seconds) % 3_600 / 60);

    public static double Hour(double seconds) => Math.Floor(InDay(seconds) / 3_600);

    /// <summary>0 is Sunday; 1970 began on a Thursday.</summary>
    public static double DayOfWeek(double seconds)
    {
        double day = (Days(seconds) + 4) % 7;
        return day < 0 ? day + 7 : day;
    }

    private static int DaysBefore(int month)
    {
        int days = 0;
        for (int i = 0; i < month - 1; i++)
            days += MonthDays[i];
        return days;
    }

    private static double Days(double seconds) => Math.Floor(Math.Truncate(seconds) / DaySeconds);

    private static double InDay(double seconds) => Math.Truncate(seconds) - (Days(seconds) * DaySeconds);
}
