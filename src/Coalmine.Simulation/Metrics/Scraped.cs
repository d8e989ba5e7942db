namespace Coalmine.Simulation.Metrics;

/// <summary>What a scrape needs to know of a series that some query reads.</summary>
/// <param name="Id">The series' id in the store.</param>
/// <param name="Pod">The pod, the baseline's first.</param>
/// <param name="Place">Where its value lies among the counters of all pods.</param>
/// <param name="BornWith">Where the counter lies with which it comes to exist.</param>
/// <param name="Scale">The series' units in one of the counter's.</param>
internal readonly record struct Scraped(int Id, int Pod, int Place, int BornWith, double Scale);
