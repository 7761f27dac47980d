/** Invented people: first and last names are drawn apart. */
export const FIRST_NAMES = (
  'Maria James Linda Robert Patricia Michael Jennifer David Elena William Barbara Carlos Susan Joseph Jessica Thomas ' +
  'Sarah Charles Karen Daniel Nancy Matthew Lisa Anthony Priya Mark Sandra Steven Ashley Paul Emily Andrew Donna ' +
  'Joshua Michelle Kenneth Carol Kevin Amanda Brian Dorothy George Melissa Timothy Deborah Ronald Wei Jason Rebecca ' +
  'Edward Sharon Jeffrey Laura Ryan Cynthia Jacob Amina Gary Kathleen Nicholas Amy Eric Angela Jonathan Shirley ' +
  'Stephen Brenda Larry Emma Justin Anna Scott Pamela Brandon Nicole Benjamin Samantha Samuel Katherine Gregory ' +
  'Christine Frank Rosa Alexander Debra Raymond Rachel Patrick Carolyn Omar Janet Jack Yuki Dennis Maribel Jerry'
).split(' ');

export const LAST_NAMES = (
  'Alder Bramwell Calloway Dunmore Ellery Farraday Galvez Harrow Ibarra Jessup Kessler Lindqvist Marlow Nakamura ' +
  'Okafor Pemberton Quintana Ravenel Sandoval Tillman Underhill Vasquez Whitcombe Yarrow Zeller Ashdown Birchfield ' +
  'Castellan Delacroix Eastwick Fenwick Grantham Holloway Inskeep Jarrett Kowalski Lattimer Mireles Northrup Ortega ' +
  'Prescott Quimby Rosales Stanhope Thackeray Ullman Villareal Winslow Xiong Yamada Zimmer Abernathy Bellweather ' +
  'Corrigan Dressler Escobar Fairbanks Gunderson Hathaway Irving Joyner Kirkland Langston Mayfield Nuñez Osborne ' +
  'Pacheco Radcliffe Sheffield Trujillo Upton Vance Wexler Youngblood Arroyo Blackwood Chaudhry Donnelly Engstrom'
).split(' ');
